package meridian.scenario;

import java.util.ArrayList;
import java.util.List;

/// The newest distinct prompts of one project, [Workload#REMEMBERED] at most: a further one takes
/// the place of the oldest.
final class Asked {
  private final List<Bodies.Prompt> prompts = new ArrayList<>();
  private int oldest;

  /// How many are remembered.
  int known() {
    return prompts.size();
  }

  /// The one in place `rank`, 0 to [#known] - 1.
  Bodies.Prompt at(int rank) {
    return prompts.get(rank);
  }

  /// Remembers a prompt and gives it back.
  Bodies.Prompt add(Bodies.Prompt prompt) {
    if (prompts.size() < Workload.REMEMBERED) {
      prompts.add(prompt);
    } else {
      prompts.set(oldest, prompt);
      oldest = (oldest + 1) % Workload.REMEMBERED;
    }
    return prompt;
  }
}
