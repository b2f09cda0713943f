package meridian.simulated.checks;

/// How long things may take in a world, as far as it is known what goes wrong with it. More goes
/// wrong when somebody injects a fault by hand, so it is asked anew at each use.
public interface Allowances {
  /// How long things may take, now.
  Facts.Bounds bounds();

  /// When origins could not tell each other what changed, as far as that is known now.
  Outages outages();
}
