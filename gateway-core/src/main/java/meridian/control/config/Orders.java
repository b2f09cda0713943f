package meridian.control.config;

import java.time.Duration;

/// Durations of one group that must not be the wrong way round.
final class Orders {
  private Orders() {}

  /// Refuses `longer` when it is shorter than `shorter`.
  static void atLeast(Section in, Field<Duration> longer, Field<Duration> shorter) {
    if (in.get(longer).compareTo(in.get(shorter)) < 0) {
      in.refuse(
          longer,
          "expected at least %1$s (%2$s), found %3$s; raise it or lower %1$s"
              .formatted(shorter.name(), Units.text(in.get(shorter)), Units.text(in.get(longer))));
    }
  }
}
