package meridian.control;

import meridian.control.config.ProviderConfig;
import meridian.provider.Provider;

/// Opens the providers that really answer: any OpenAI-compatible base URL of the configuration.
final class RealProviders {
  private RealProviders() {}

  @SuppressWarnings("DoNotCallSuggester") // until the OkHttp target lands
  static Provider open(String name, ProviderConfig config) {
    throw new UnsupportedOperationException("lands with live/provider: " + name + config);
  }
}
