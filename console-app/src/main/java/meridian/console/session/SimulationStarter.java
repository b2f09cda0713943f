package meridian.console.session;

import java.util.List;
import meridian.control.Gateway;
import meridian.scenario.Scenario;

/// Opens gateways that play in virtual time. Called off the toolkit thread, may take a moment.
public interface SimulationStarter {
  /// What there is to play, the plainest first; at least one.
  List<Scenario> scenarios();

  /// A gateway that plays `scenario`; the caller closes it.
  ///
  /// @param seed of all chance: the same seed, the same run
  /// @param speed virtual seconds for each real one: 0 paused, infinite as fast as the machine can
  /// @throws Exception when it cannot be played; the message says what was expected, what was found
  ///   and what to do
  Gateway open(Scenario scenario, long seed, double speed) throws Exception;
}
