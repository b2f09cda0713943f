package meridian.console.session;

import java.util.List;
import meridian.control.Comparison;
import meridian.scenario.Scenario;

/// Plays one scenario with several variants of a gateway and holds them against each other.
public interface Comparer {
  /// What there is to play, the plainest first; at least one. May take a moment.
  List<Scenario> scenarios();

  /// The variants that can be compared, by name, the one that others are held against first.
  List<String> variants();

  /// Begins; returns at once.
  ///
  /// @param scenario what is played
  /// @param variants at least one of [#variants], the first is what others are held against
  /// @param seeds one run of each variant for each, at least one
  /// @param listener hears how it goes, from any thread, in order
  Running start(Scenario scenario, List<String> variants, List<Long> seeds, Listener listener);

  /// A comparison that is being made.
  interface Running {
    /// Gives it up after the run that plays. Any thread.
    void cancel();
  }

  /// Hears how a comparison goes. Must return quickly.
  interface Listener {
    /// So many of all runs are done.
    void progress(int done, int all);

    /// It is done.
    void done(Comparison comparison);

    /// It broke off.
    ///
    /// @param reason what was expected, what was found, what to do
    void failed(String reason);
  }
}
