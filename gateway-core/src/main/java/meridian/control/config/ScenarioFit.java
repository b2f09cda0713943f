package meridian.control.config;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import meridian.PopId;
import meridian.ProjectId;
import meridian.scenario.Expectation;
import meridian.scenario.Fault;
import meridian.scenario.Incident;
import meridian.scenario.OperatorAction;
import meridian.scenario.Scenario;
import meridian.scenario.Step;
import meridian.scenario.Tenant;
import meridian.scenario.Traffic;

/// Whether a scenario speaks of things that its gateway configuration has.
public final class ScenarioFit {
  private final GatewayConfig config;
  private final Scenario scenario;
  private final List<String> problems = new ArrayList<>();

  private ScenarioFit(Scenario scenario, GatewayConfig config) {
    this.scenario = scenario;
    this.config = config;
  }

  /// What does not fit, one line each; none when all fits.
  public static List<String> problems(Scenario scenario, GatewayConfig config) {
    ScenarioFit fit = new ScenarioFit(scenario, config);
    scenario.traffic().forEach(fit::traffic);
    scenario.incidents().stream().map(Incident::fault).forEach(fit::fault);
    scenario.steps().stream().map(Step::action).forEach(fit::action);
    scenario.steadyState().forEach(fit::expectation);
    scenario.hypothesis().forEach(fit::expectation);
    return fit.problems.stream()
        .map(problem -> "scenario " + scenario.name() + ": " + problem)
        .toList();
  }

  private void traffic(Traffic traffic) {
    switch (traffic) {
      case Traffic.Generated made -> {
        made.plan().sharesByTenant().keySet().forEach(tenant -> project(tenant.project()));
        made.plan().sharesByModel().keySet().forEach(this::model);
      }
      case Traffic.Cron cron -> {
        project(cron.tenant().project());
        model(cron.model());
      }
      case Traffic.Replay replay -> {
        replay.sharesByTenant().keySet().forEach(tenant -> project(tenant.project()));
        model(replay.model());
      }
    }
  }

  private void fault(Fault fault) {
    switch (fault) {
      case Fault.NodeCrashed crashed -> node(crashed.node());
      case Fault.ClockDrifting drifting -> node(drifting.node());
      case Fault.OriginOverloaded overloaded -> node(overloaded.node());
      case Fault.ColdStart cold -> pop(cold.pop());
      case Fault.KeyTableEvicted evicted -> pop(evicted.pop());
      case Fault.FingerprintSkewed skewed -> pop(skewed.pop());
      case Fault.ProviderSlow slow -> target(slow.target());
      case Fault.ProviderRateLimited limited -> target(limited.target());
      case Fault.ProviderFailing failing -> target(failing.target());
      case Fault.ProviderHanging hanging -> target(hanging.target());
      case Fault.ProviderTruncating truncating -> target(truncating.target());
      case Fault.ProviderRegionOut out -> region(out.region());
      case Fault.LinkDelayed _,
          Fault.LinkJittery _,
          Fault.LinkLossy _,
          Fault.LinkCut _,
          Fault.KvLagging _,
          Fault.KvFailing _,
          Fault.KvDead _ -> {}
    }
  }

  private void action(OperatorAction action) {
    switch (action) {
      case OperatorAction.RevokeKey revoke -> tenant(revoke.tenant());
      case OperatorAction.CreateKey create -> tenant(create.tenant());
      case OperatorAction.ChangeStalePolicy change -> project(change.project());
      case OperatorAction.StartKeepWarm warm -> warm.pops().forEach(this::pop);
      case OperatorAction.PurgeCaches _,
          OperatorAction.PromoteStandby _,
          OperatorAction.StopKeepWarm _,
          OperatorAction.CapKvWrites _ -> {}
      case OperatorAction.Reconfigure change -> live(change.path());
    }
  }

  /// Whether a field may change while the gateway runs; what its value may be is known when it is
  /// read.
  private void live(String path) {
    if (Fields.changeOf(path) != Field.Change.LIVE) {
      List<String> live =
          Fields.all().stream()
              .filter(row -> row.change() == Field.Change.LIVE)
              .map(Fields.Row::path)
              .filter(each -> each.indexOf('.') < 0 || each.startsWith("edge."))
              .toList();
      problems.add(
          "actions: expected set of a field that may change while the gateway runs, found %s; they are %s, and what is in them; write others under set, where they hold from the beginning"
              .formatted(path, String.join(", ", live)));
    }
  }

  /// A key has to send something, or its fate shows nothing. What a recorded trace holds is not
  /// known here.
  private void tenant(Tenant tenant) {
    List<Tenant> all = new ArrayList<>();
    for (Traffic traffic : scenario.traffic()) {
      switch (traffic) {
        case Traffic.Generated made -> all.addAll(made.plan().sharesByTenant().keySet());
        case Traffic.Cron cron -> all.add(cron.tenant());
        case Traffic.Replay _ -> all.add(tenant);
      }
    }
    if (!all.contains(tenant)) {
      problems.add(
          "expected a key that the traffic uses, found key %d of %s; give the project more keys"
              .formatted(tenant.key(), tenant.project()));
    }
  }

  private void expectation(Expectation expectation) {
    if (expectation instanceof Expectation.Figure figure) {
      figure.of().pops().forEach(this::pop);
      figure.of().project().ifPresent(this::project);
    }
  }

  private void project(ProjectId project) {
    require(config.projects().containsKey(project), "project", project, config.projects().keySet());
  }

  private void pop(PopId pop) {
    require(config.pops().contains(pop), "point of presence", pop, config.pops());
  }

  private void model(String model) {
    Set<String> models = new LinkedHashSet<>();
    config
        .providers()
        .forEach(provider -> provider.models().forEach(each -> models.add(each.name())));
    require(models.contains(model), "model", model, models);
  }

  private void target(String target) {
    List<String> targets =
        config.providers().stream().map(each -> each.name() + "/" + each.region()).toList();
    require(targets.contains(target), "provider", target, targets);
  }

  private void region(String region) {
    List<String> regions =
        config.providers().stream().map(each -> each.region().name()).distinct().toList();
    require(regions.contains(region), "region with providers", region, regions);
  }

  private void node(String node) {
    List<String> nodes = new ArrayList<>(config.originNodes());
    config.pops().forEach(pop -> nodes.add("pop:" + pop));
    require(nodes.contains(node), "node", node, nodes);
  }

  private void require(boolean holds, String what, Object found, Object known) {
    if (!holds) {
      String problem =
          "expected a %s of configuration %s, found '%s'; choose one of %s"
              .formatted(what, config.name(), found, known);
      if (!problems.contains(problem)) {
        problems.add(problem);
      }
    }
  }
}
