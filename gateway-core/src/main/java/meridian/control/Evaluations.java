package meridian.control;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import meridian.control.config.FalseHitBudgets;
import meridian.control.config.GatewayConfig;
import meridian.control.config.ProjectConfig;
import meridian.control.config.SemanticConfig;
import meridian.semantic.SemanticPolicy;

/// The measurements that projects' thresholds are held against, read once for each configuration,
/// so that neither a console nor a command waits for a file. At most one for each project.
///
/// [#read] is called by who reads configurations; everything else by any thread.
final class Evaluations {
  private final AtomicReference<Map<Path, Optional<Evaluation>>> known =
      new AtomicReference<>(Map.of());

  /// Reads the files that `config` names.
  void read(GatewayConfig config) {
    Map<Path, Optional<Evaluation>> read = new HashMap<>();
    for (ProjectConfig project : config.projects().values()) {
      project
          .semantic()
          .evaluation()
          .ifPresent(file -> read.put(file, FalseHitBudgets.read(file).map(Evaluation::new)));
    }
    known.set(Map.copyOf(read));
  }

  /// How a project uses the semantic cache.
  SemanticUse use(ProjectConfig project) {
    SemanticConfig semantic = project.semantic();
    return new SemanticUse(
        SemanticUse.Mode.valueOf(semantic.mode().name()),
        semantic.threshold(),
        semantic.ttl().orElse(project.policy().softTtl()),
        semantic.budget(),
        measured(semantic));
  }

  private SemanticUse.Measured measured(SemanticConfig semantic) {
    if (semantic.evaluation().isEmpty()) {
      return new SemanticUse.Measured.Unnamed();
    }
    Path file = semantic.evaluation().get();
    return Optional.ofNullable(known.get().get(file))
        .flatMap(read -> read)
        .<SemanticUse.Measured>map(
            evaluation -> new SemanticUse.Measured.Known(file.toString(), evaluation))
        .orElseGet(() -> new SemanticUse.Measured.Unreadable(file.toString()));
  }

  /// Why `change` cannot be put in force; empty when it can.
  Optional<String> obstacle(GatewayConfig config, Command.SetSemantic change) {
    Optional<ProjectConfig> project = Optional.ofNullable(config.projects().get(change.project()));
    if (project.isEmpty()) {
      return Optional.of(
          "expected a project of the configuration, found '%s'; choose one of %s"
              .formatted(change.project(), config.projects().keySet()));
    }
    SemanticUse use = use(project.get());
    if (change.mode() == SemanticUse.Mode.OFF || use.budget().isEmpty()) {
      return Optional.empty();
    }
    double budget = use.budget().get();
    return switch (use.measured()) {
      case SemanticUse.Measured.Known known ->
          known.evaluation().refusal(change.threshold(), budget).map(why -> "threshold: " + why);
      case SemanticUse.Measured.Unreadable unreadable ->
          Optional.of(
              "evaluation: expected what 'meridian semantic-eval FILE --json' printed, found none"
                  + " in %s; run it again, or leave the budget out".formatted(unreadable.file()));
      case SemanticUse.Measured.Unnamed _ ->
          Optional.of(
              "evaluation: expected one to hold the budget against, found none; name one in the"
                  + " configuration");
    };
  }

  /// `config` with `change` in it.
  static GatewayConfig with(GatewayConfig config, Command.SetSemantic change) {
    return config.withSemantic(
        change.project(), SemanticPolicy.Mode.valueOf(change.mode().name()), change.threshold());
  }

  /// What was done, for the operator.
  static String note(Command.SetSemantic change) {
    String how =
        switch (change.mode()) {
          case OFF -> "off";
          case SHADOW -> "in shadow at " + change.threshold();
          case ON -> "on at " + change.threshold();
        };
    return "semantic cache of %s %s, until the configuration file changes or a restart"
        .formatted(change.project(), how);
  }
}
