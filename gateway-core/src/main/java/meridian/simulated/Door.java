package meridian.simulated;

import meridian.PopId;
import meridian.budget.StageTrace;
import meridian.edge.Arrival;
import meridian.edge.Client;

/// The PoPs as simulated clients see them: the place where the live world has an HTTP server.
@FunctionalInterface
public interface Door {
  /// Serves one request to its end in the calling task.
  void serve(PopId pop, Arrival arrival, StageTrace trace, Client client);
}
