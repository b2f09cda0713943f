package meridian.console.shell;

import java.util.Map;
import java.util.TreeMap;
import meridian.console.session.Desk;
import meridian.control.Command;
import meridian.control.Description;
import meridian.control.TrafficPlan;

/// The traffic a first look needs: every place asks, many repeat, some stream.
final class DemoTraffic {
  private static final double PER_SECOND = 12;
  private static final double REPEATS = 0.6;
  private static final double STREAMS = 0.25;

  private DemoTraffic() {}

  /// Starts it.
  static void start(Desk desk) {
    desk.perform(
        "Start demo traffic", new Command.StartTraffic(plan(desk.gateway().description())));
  }

  /// A plan for `gateway`: from the places that have a PoP of their own, or from all.
  static TrafficPlan plan(Description gateway) {
    Map<String, Double> shares = new TreeMap<>();
    gateway.pops().forEach(site -> shares.put(site.place().code(), 1.0));
    shares.keySet().retainAll(gateway.places().keySet());
    if (shares.isEmpty()) {
      gateway.places().keySet().forEach(code -> shares.put(code, 1.0));
    }
    return new TrafficPlan(
        PER_SECOND,
        shares,
        REPEATS,
        STREAMS,
        gateway.models().isEmpty() ? "gpt-4o-mini" : gateway.models().getFirst());
  }
}
