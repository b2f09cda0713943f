package meridian.house;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// The floor plan of the gateway: each room and the floor it is on.
///
/// A room sees the floors below it and itself with its sub-packages, never another room on its own
/// floor. Floor 0 is the root package with the nouns.
final class Rooms {
  private static final String ROOT = "meridian";

  private static final List<Set<String>> FLOORS =
      List.of(
          Set.of(""),
          Set.of("time", "atlas", "fingerprint", "budget", "wire"),
          Set.of("telemetry", "network", "scenario", "cache", "limits"),
          Set.of("kv", "semantic", "provider", "ledger", "cost"),
          Set.of("edge", "origin"),
          Set.of("live", "simulated"),
          Set.of("claims", "control"));

  private Rooms() {}

  /// The room a class is in: the first name below `meridian`, empty for the nouns; absent for
  /// classes that are not the gateway's.
  static Optional<String> of(JavaClass type) {
    String name = type.getPackageName();
    if (name.equals(ROOT)) {
      return Optional.of("");
    }
    if (!name.startsWith(ROOT + ".")) {
      return Optional.empty();
    }
    String below = name.substring(ROOT.length() + 1);
    int dot = below.indexOf('.');
    return Optional.of(dot < 0 ? below : below.substring(0, dot));
  }

  /// The floor of a room; absent for a room that the plan does not have.
  static Optional<Integer> floor(String room) {
    return IntStream.range(0, FLOORS.size())
        .filter(floor -> FLOORS.get(floor).contains(room))
        .boxed()
        .findFirst();
  }

  /// Whether `user` may name anything of `used`; a room outside the plan sees and is seen by none.
  static boolean maySee(String user, String used) {
    if (user.equals(used)) {
      return true;
    }
    if (user.equals("edge") && used.equals("provider")) {
      return false; // although it is a floor below: provider keys stay with origin
    }
    Optional<Integer> own = floor(user);
    Optional<Integer> other = floor(used);
    return own.isPresent() && other.isPresent() && other.get() < own.get();
  }

  /// Classes of any of these rooms.
  static DescribedPredicate<JavaClass> in(String... rooms) {
    Set<String> wanted = Set.of(rooms);
    return DescribedPredicate.describe(
        "are in " + String.join(", ", rooms),
        type -> of(type).filter(wanted::contains).isPresent());
  }
}
