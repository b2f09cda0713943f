package meridian.scenario;

import java.util.List;
import java.util.Optional;

/// Requests one after the other, whoever makes them up: a workload, a schedule, a recorded trace.
///
/// Confined to one task.
public interface TrafficSource {

  /// The next request, never before the one before; empty when there are no more.
  Optional<Planned> next();

  /// Whose requests come: [Planned#tenant] is an index into this list, which never changes.
  List<Tenant> tenants();
}
