package meridian.simulated;

import java.util.List;

/// Several witnesses as one.
record Witnesses(List<Witness> all) implements Witness {
  Witnesses {
    all = List.copyOf(all);
  }

  @Override
  public void sent(Sent request) {
    for (Witness each : all) {
      each.sent(request);
    }
  }

  @Override
  public void answered(Sent request, Answer answer) {
    for (Witness each : all) {
      each.answered(request, answer);
    }
  }

  @Override
  public void abandoned(Sent request, long atNanos) {
    for (Witness each : all) {
      each.abandoned(request, atNanos);
    }
  }
}
