package meridian.simulated.checks;

import meridian.telemetry.Event;

/// An answer goes to those who may share it, and to those who asked the same: every later receiver
/// of a completion must have the tenant scope of the first, and its question. Projects that share a
/// scope by their configuration have the same scope.
final class TenantsApart implements Checker {
  private final Facts facts;
  private final Answers answers;
  private final Violations violations;

  TenantsApart(Facts facts, Answers answers, Violations violations) {
    this.facts = facts;
    this.answers = answers;
    this.violations = violations;
  }

  @Override
  public String name() {
    return "tenants apart";
  }

  @Override
  public void accept(Event event) {}

  @Override
  public void answered(Sent request, Answer answer) {
    if (answer.answerId().isEmpty()) {
      return;
    }
    int tenant = request.planned().tenant();
    answers
        .find(answer.answerId())
        .ifPresent(born -> {
          if (born.tenant < 0) {
            born.tenant = tenant;
            born.scope = facts.scope(tenant);
            born.question = Question.of(request.planned().body());
          } else {
            compare(request, answer, born, tenant);
          }
        });
  }

  private void compare(Sent request, Answer answer, Answers.Born born, int tenant) {
    if (born.tenant != tenant && !born.scope.equals(facts.scope(tenant))) {
      violations.add(
          name(),
          facts.now(),
          "%s of project %s got answer %s, which belongs to %s"
              .formatted(request.id(), facts.project(tenant), answer.answerId(), born.scope));
    }
    long question = Question.of(request.planned().body());
    if (question != Question.UNKNOWN
        && born.question != Question.UNKNOWN
        && question != born.question) {
      violations.add(
          name(),
          facts.now(),
          "%s got answer %s, which was made for another question"
              .formatted(request.id(), answer.answerId()));
    }
  }
}
