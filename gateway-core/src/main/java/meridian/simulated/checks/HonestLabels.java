package meridian.simulated.checks;

import java.util.Optional;
import meridian.CacheResult;
import meridian.Money;
import meridian.RequestTimeline;
import meridian.telemetry.Event;

/// What an answer says of its origin is true: a hit carries a completion that an earlier provider
/// call of another request made and brought to its end, a miss the one of its own call; a hit is
/// charged nothing, and the ledger took nothing for it; what a fallback answered with a model of
/// its own is nobody's hit; an answer that says nothing of an error is whole. An origin may have
/// called a provider and lost the answer on its way, so that a point of presence or another origin
/// answered from what it had; what the first one took is the ledger's matter.
final class HonestLabels implements Checker {
  private final Facts facts;
  private final Asks asks;
  private final Answers answers;
  private final Violations violations;

  HonestLabels(Facts facts, Asks asks, Answers answers, Violations violations) {
    this.facts = facts;
    this.asks = asks;
    this.answers = answers;
    this.violations = violations;
  }

  @Override
  public String name() {
    return "honest labels";
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.ProviderCalled called) {
      Ask ask = asks.find(called.request());
      if (ask != null) {
        ask.calledFrom(called.region());
      }
    }
    if (event instanceof Event.Booked booked && booked.line().charge().isEstimated()) {
      booked
          .line()
          .request()
          .map(asks::find)
          .map(ask -> ask.answerId)
          .flatMap(answers::find)
          .ifPresent(born -> born.isPart = true);
    }
    if (event instanceof Event.ProviderEnded ended && !ended.answerId().isEmpty()) {
      Ask ask = asks.find(ended.request());
      if (ask != null) {
        ask.answerId = ended.answerId();
      }
      Answers.Born born =
          new Answers.Born(
              ended.request(),
              facts.now(),
              ask == null ? null : ask.policy,
              facts.isFallback().test(ended.model(), ended.target())
                  ? Optional.of(ended.target())
                  : Optional.empty());
      if (!answers.born(ended.answerId(), born)) {
        say(ended.request() + " made answer " + ended.answerId() + ", which there was already");
      }
    }
  }

  @Override
  public void answered(Sent request, Answer answer) {
    if (answer.refusal().isEmpty() && !answer.isWhole()) {
      say(request.id() + " got an answer that ends in the middle and says nothing of it");
    }
    if (answer.answerId().isEmpty()) {
      return;
    }
    CacheResult said = answer.head().cache();
    Optional<Answers.Born> born = answers.find(answer.answerId());
    if (born.isEmpty() && answer.refusal().isPresent()) {
      return; // it broke off for this client while the provider still writes it
    }
    switch (said) {
      case HIT, STALE, SEMANTIC_HIT, COLLAPSED -> {
        if (born.isEmpty() && !answers.hasForgotten()) {
          say(request.id() + " says " + said.label() + " of an answer that no provider made");
        } else if (born.isPresent() && born.get().maker.equals(request.id())) {
          say(request.id() + " says " + said.label() + " of its own provider call");
        } else if (born.isPresent() && born.get().isPart && answer.refusal().isEmpty()) {
          say(request.id() + " says " + said.label() + " of an answer that broke off");
        }
        if (said != CacheResult.COLLAPSED) {
          born.flatMap(made -> made.substitute)
              .ifPresent(target ->
                  say(
                      request.id()
                          + " says "
                          + said.label()
                          + " of what fallback "
                          + target
                          + " made"));
        }
        requireFree(request, answer);
      }
      case MISS, REFRESH, BYPASS -> {
        if (born.isEmpty() || !born.get().maker.equals(request.id())) {
          say(
              "%s says %s, but its answer %s was made by %s"
                  .formatted(
                      request.id(),
                      said.label(),
                      answer.answerId(),
                      born.<Object>map(b -> b.maker).orElse("nobody")));
        }
      }
    }
  }

  private void requireFree(Sent request, Answer answer) {
    Ask ask = asks.find(request.id());
    if (ask == null) {
      return;
    }
    RequestTimeline timeline = ask.timeline;
    Money cost = (timeline == null ? answer.head().cost() : timeline.cost()).orElse(Money.ZERO);
    Money shown = answer.head().cost().orElse(Money.ZERO);
    if (cost.microUsd() != 0 || shown.microUsd() != 0 || ask.hasCostWithoutCall()) {
      say(
          "%s was answered from a cache and charged %s, ledger %s"
              .formatted(request.id(), cost.toUsdText(), ask.settledText()));
    }
  }

  private void say(String text) {
    violations.add(name(), facts.now(), text);
  }
}
