package meridian.simulated;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import meridian.Bill;
import meridian.Change;
import meridian.Money;
import meridian.ProjectId;
import meridian.telemetry.Event;

/// What a gateway says it lost or overspent, so that it can be added up: a bill of which several
/// lines are lost counts once, and a dollar that several regions notice counts once.
///
/// Remembers the newest [#MOST_BILLS] lost bills; of an older one a further line would count again.
/// Guarded by the baton.
final class Losses {
  /// So many lost bills are remembered.
  static final int MOST_BILLS = 100_000;

  private final Set<Bill> bills = new LinkedHashSet<>();
  private final Map<ProjectId, Money> overspent = new TreeMap<>();

  /// What one project lost or overspent just now.
  ///
  /// @param project whose
  /// @param bookings requests whose booking is lost
  /// @param overspent by how much more than before its balance is overspent
  record Loss(ProjectId project, long bookings, Money overspent) {}

  /// What `event` tells of that was not told before.
  List<Loss> of(Event event) {
    return switch (event) {
      case Event.ChangesLost lost -> lost(lost.changes());
      case Event.Overspent over -> overspent(over).stream().toList();
      default -> List.of();
    };
  }

  private List<Loss> lost(List<Change> changes) {
    Map<ProjectId, Long> counts = new TreeMap<>();
    for (Change change : changes) {
      if (change instanceof Change.Booked(var line)
          && line.request().isPresent()
          && bills.add(line.bill())) {
        counts.merge(line.bill().project(), 1L, Long::sum);
      }
    }
    for (Iterator<Bill> oldest = bills.iterator(); bills.size() > MOST_BILLS; ) {
      oldest.next();
      oldest.remove();
    }
    List<Loss> losses = new ArrayList<>();
    counts.forEach((project, count) -> losses.add(new Loss(project, count, Money.ZERO)));
    return losses;
  }

  private Optional<Loss> overspent(Event.Overspent over) {
    Money before = overspent.getOrDefault(over.project(), Money.ZERO);
    if (over.by().compareTo(before) <= 0) {
      return Optional.empty(); // another region noticed the same
    }
    overspent.put(over.project(), over.by());
    return Optional.of(new Loss(over.project(), 0, over.by().minus(before)));
  }
}
