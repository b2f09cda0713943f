package meridian.scenario;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/// Several sources as one, in order of time; at the same moment the one named first goes first. A
/// tenant that several have is one.
final class Together implements TrafficSource {
  private final List<Tenant> tenants;
  private final PriorityQueue<Head> heads = new PriorityQueue<>();

  Together(List<TrafficSource> sources) {
    Set<Tenant> all = new LinkedHashSet<>();
    sources.forEach(source -> all.addAll(source.tenants()));
    tenants = List.copyOf(all);
    for (int rank = 0; rank < sources.size(); rank++) {
      TrafficSource source = sources.get(rank);
      int[] indices = source.tenants().stream().mapToInt(tenants::indexOf).toArray();
      push(source, rank, indices);
    }
  }

  @Override
  public Optional<Planned> next() {
    Head head = heads.poll();
    if (head == null) {
      return Optional.empty();
    }
    push(head.source(), head.rank(), head.indices());
    Planned next = head.next();
    int tenant = head.indices()[next.tenant()];
    return Optional.of(
        tenant == next.tenant()
            ? next
            : new Planned(next.atNanos(), next.place(), tenant, next.body(), next.isRepeat()));
  }

  @Override
  public List<Tenant> tenants() {
    return tenants;
  }

  private void push(TrafficSource source, int rank, int[] indices) {
    source.next().ifPresent(next -> heads.add(new Head(next, source, rank, indices)));
  }

  /// The next request of one source.
  @SuppressWarnings("ArrayRecordComponent") // compared by time and rank alone
  private record Head(Planned next, TrafficSource source, int rank, int[] indices)
      implements Comparable<Head> {
    @Override
    public int compareTo(Head other) {
      int byTime = Long.compare(next.atNanos(), other.next.atNanos());
      return byTime != 0 ? byTime : Integer.compare(rank, other.rank);
    }
  }
}
