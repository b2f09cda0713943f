package meridian.live.http;

import meridian.PopId;
import meridian.budget.StageTrace;
import meridian.edge.Arrival;
import meridian.edge.Client;

/// The PoPs, as the HTTP server sees them.
@FunctionalInterface
public interface PopHandler {
  /// Serves one request to its end on the calling virtual thread: answers or refuses through
  /// `client`, exactly once.
  ///
  /// `trace` has been charged with the client's way here; its mark is [Arrival#receivedNanos]. When
  /// the client leaves during a wait, the wait throws [meridian.time.Interruption]; when it leaves
  /// during a write, the write throws [Client.ClientGone].
  void serve(PopId pop, Arrival arrival, StageTrace trace, Client client);
}
