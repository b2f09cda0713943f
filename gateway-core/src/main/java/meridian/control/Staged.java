package meridian.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import meridian.atlas.Atlas;
import meridian.control.Gateways.CannotStart;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ScenarioFit;
import meridian.scenario.OperatorAction;
import meridian.scenario.Scenario;
import meridian.scenario.Setup;
import meridian.scenario.Step;

/// A scenario and the configuration it is played on, which fit each other.
///
/// @param scenario whose setup names every override
/// @param config what that setup describes
record Staged(Scenario scenario, GatewayConfig config) {
  /// Reads the configuration and looks whether everything that the scenario speaks of is there.
  ///
  /// @param pattern another pattern than the configuration's, when one is wanted
  /// @param sets overrides beside the scenario's own
  /// @throws CannotStart when the configuration is wrong, or the scenario does not fit it
  static Staged of(Scenario scenario, Optional<String> pattern, List<String> sets, Atlas atlas)
      throws CannotStart {
    List<String> all = new ArrayList<>(scenario.setup().sets());
    all.addAll(sets);
    if (pattern.isPresent()) {
      all.addAll(Gateways.patternSets(scenario.setup(), pattern.get(), sets, atlas));
    }
    Setup setup = new Setup(scenario.setup().config(), all);
    Scenario staged = scenario.on(setup);
    GatewayConfig config = Gateways.configOf(setup, List.of(), atlas);
    List<String> problems = new ArrayList<>(ScenarioFit.problems(staged, config));
    problems.addAll(changeProblems(staged, atlas));
    if (!problems.isEmpty()) {
      throw new CannotStart(problems);
    }
    return new Staged(staged, config);
  }

  /// What is wrong with the values that the operator sets in the course of the scenario.
  private static List<String> changeProblems(Scenario scenario, Atlas atlas) {
    List<String> problems = new ArrayList<>();
    List<String> sets = new ArrayList<>();
    for (Step step : scenario.steps().stream().sorted(Comparator.comparing(Step::at)).toList()) {
      if (step.action() instanceof OperatorAction.Reconfigure change) {
        sets.add(change.text());
        try {
          Gateways.configOf(scenario.setup(), sets, atlas);
        } catch (CannotStart wrong) {
          wrong
              .problems()
              .forEach(each -> problems.add("scenario " + scenario.name() + ": " + each));
          sets.removeLast();
        }
      }
    }
    return problems;
  }
}
