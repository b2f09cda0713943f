package meridian.console.session;

/// The doors between rooms: a figure in one room opens another with something selected.
///
/// The shell implements it; rooms only call it, on the toolkit's thread, and never see each other.
@FunctionalInterface
public interface Navigation {
  /// Goes to `room` and has it select `selection`.
  void open(RoomId room, Selection selection);
}
