package meridian.console.shell;

import java.util.List;
import meridian.console.compare.CompareRoom;
import meridian.console.cost.CostRoom;
import meridian.console.keys.KeysRoom;
import meridian.console.session.Desk;
import meridian.console.session.Room;
import meridian.console.timelines.TimelinesRoom;
import meridian.console.traffic.TrafficRoom;
import meridian.console.world.WorldRoom;

/// All rooms of the console, in the order of the rail.
final class Rooms {
  private Rooms() {}

  static List<Room> all(Desk desk) {
    return List.of(
        new WorldRoom(desk),
        new TimelinesRoom(desk),
        new TrafficRoom(desk),
        new CompareRoom(desk, new PatternComparer()),
        new CostRoom(desk),
        new KeysRoom(desk, new FileEvaluator()));
  }
}
