package meridian.control;

import java.util.List;
import meridian.simulated.checks.Facts;
import meridian.telemetry.Event;

/// Several spectators as one.
record Spectators(List<Simulation.Spectator> all) implements Simulation.Spectator {
  Spectators {
    all = List.copyOf(all);
  }

  @Override
  public Parts parts(Facts facts) {
    return all.stream().map(each -> each.parts(facts)).reduce(Parts.PLAIN, Parts::within);
  }

  @Override
  public void accept(Event event) {
    all.forEach(each -> each.accept(event));
  }

  @Override
  public void sent(Sent request) {
    all.forEach(each -> each.sent(request));
  }

  @Override
  public void answered(Sent request, Answer answer) {
    all.forEach(each -> each.answered(request, answer));
  }

  @Override
  public void abandoned(Sent request, long atNanos) {
    all.forEach(each -> each.abandoned(request, atNanos));
  }
}
