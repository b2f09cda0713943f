package meridian.control;

import meridian.control.config.ProviderConfig;
import meridian.control.config.Secret;
import meridian.live.provider.OpenAiCompatible;
import meridian.live.provider.OpenAiTarget;
import meridian.live.provider.ProviderKey;
import meridian.provider.Provider;
import meridian.time.WorldClock;

/// Opens the providers that really answer: any OpenAI-compatible base URL of the configuration.
///
/// @param clock the world's clock
record RealProviders(WorldClock clock) implements Catalogs.Opener {
  /// The target called `name` that `config` describes.
  ///
  /// @throws IllegalArgumentException when its key is not where the configuration says
  @Override
  public Provider open(String name, ProviderConfig config) {
    ProviderKey key =
        switch (config.secret()) {
          case Secret.None _ -> ProviderKey.none();
          case Secret.InEnvironment in -> ProviderKey.fromEnvironment(in.variable());
          case Secret.InFile in -> ProviderKey.fromFile(in.file());
        };
    OpenAiTarget target = OpenAiTarget.of(name, config.baseUrl().orElseThrow(), key);
    return new OpenAiCompatible(target, "meridian/" + Main.version(), clock);
  }
}
