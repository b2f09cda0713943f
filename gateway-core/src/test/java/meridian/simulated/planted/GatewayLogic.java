package meridian.simulated.planted;

import meridian.ChatRequest;
import meridian.cache.EntryStore;
import meridian.provider.Provider;
import meridian.time.Deadline;

/// Gateway logic in the simulated world, as it must never be: what the rules of the house are tried
/// on. It answers in place of a provider, and keeps a cache of its own.
public final class GatewayLogic implements Provider {
  private final EntryStore own = new EntryStore(1, 1, 1);

  @Override
  public String target() {
    return "planted/" + own.clear();
  }

  @Override
  public boolean isModelled() {
    return true;
  }

  @Override
  public Answer open(ChatRequest request, Deadline deadline) {
    throw new UnsupportedOperationException("planted");
  }
}
