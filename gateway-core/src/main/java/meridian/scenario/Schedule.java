package meridian.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import meridian.scenario.Bodies.Prompt;
import meridian.time.Dice;

/// The requests of a [Traffic.Cron]: at each of its times every prompt from every place, in order,
/// until it ends.
final class Schedule implements TrafficSource {
  private final Traffic.Cron cron;
  private final long untilNanos;
  private final Bodies bodies;
  private final List<Prompt> prompts = new ArrayList<>();
  private long roundNanos;
  private int turn;
  private boolean isFirstRound = true;

  Schedule(Traffic.Cron cron, Dice dice, long startNanos) {
    this.cron = cron;
    this.roundNanos = startNanos + cron.during().from().toNanos();
    this.untilNanos = startNanos + cron.during().until().toNanos();
    this.bodies = new Bodies(new Questions(dice, cron.prompts()));
    Bodies.Head head = new Bodies.Head(cron.model());
    for (int number = 0; number < cron.count(); number++) {
      prompts.add(new Prompt(number, head, this));
    }
  }

  @Override
  public Optional<Planned> next() {
    if (turn == prompts.size() * cron.places().size()) {
      turn = 0;
      roundNanos += cron.every().toNanos();
      isFirstRound = false;
    }
    if (roundNanos >= untilNanos) {
      return Optional.empty();
    }
    Prompt prompt = prompts.get(turn / cron.places().size());
    int place = turn % cron.places().size();
    turn++;
    return Optional.of(
        new Planned(
            roundNanos,
            cron.places().get(place),
            0,
            bodies.of(prompt, cron.isStreamed()),
            !isFirstRound || place > 0));
  }

  @Override
  public List<Tenant> tenants() {
    return List.of(cron.tenant());
  }
}
