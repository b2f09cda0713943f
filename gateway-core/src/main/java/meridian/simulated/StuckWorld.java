package meridian.simulated;

import java.util.List;
import java.util.stream.Collectors;

/// Every task of a simulated world waits, and no wake-up is due: names each with what it waits for
/// and where.
public final class StuckWorld extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int NAMED = 20;

  StuckWorld(List<SimulatedTask> waiting) {
    super(
        "nothing can happen any more; "
            + waiting.size()
            + " tasks wait:\n"
            + waiting.stream()
                .limit(NAMED)
                .map(SimulatedTask::report)
                .collect(Collectors.joining("\n")));
  }
}
