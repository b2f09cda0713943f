package meridian.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import meridian.ProjectId;
import meridian.scenario.Bodies.Prompt;
import meridian.time.Dice;

/// An endless list of requests, drawn from dice: the same plan and seed give the same list.
///
/// Arrivals are a Poisson process with the plan's rhythm. With the plan's repeat share a request
/// repeats one of the [#REMEMBERED] newest distinct prompts of its project: a recent one, or a
/// popular one, where the one remembered in place k is chosen in proportion to 1/k^exponent (Zipf's
/// law) and keeps its place until the list has been through once. Otherwise it asks something that
/// its project never asked before. So the share of exact repeats is that of the plan from each
/// project's second request on.
///
/// Each draw has dice of its own, so that one more repeat moves no arrival. Confined to one task.
public final class Workload implements TrafficSource {
  /// How many distinct prompts of a project can be repeated; a further one takes the place of the
  /// oldest.
  public static final int REMEMBERED = 2_000;

  private final Arrivals arrivals;
  private final Dice tenantDice;
  private final Dice models;
  private final Dice repeats;
  private final Dice borrowing;
  private final Dice rewording;
  private final Dice streams;
  private final Dice questionDice;
  private final Map<ProjectId, Asked> askedByProject = new TreeMap<>();
  private WorkloadPlan plan;
  private Drawn drawn;
  private Zipf zipf;
  private Bodies bodies;
  private long numbers;

  /// A workload whose first request comes after `startNanos`.
  @SuppressWarnings("exports") // the console draws nothing
  public Workload(WorkloadPlan plan, Dice dice, long startNanos) {
    this.arrivals = new Arrivals(plan, dice, startNanos);
    this.tenantDice = dice.fork("tenants");
    this.models = dice.fork("models");
    this.repeats = dice.fork("repeats");
    this.borrowing = dice.fork("borrowing");
    this.rewording = dice.fork("rewording");
    this.streams = dice.fork("streams");
    this.questionDice = dice.fork("questions");
    this.plan = plan;
    this.drawn = new Drawn(plan);
    this.zipf = new Zipf(plan.repeats().exponent(), REMEMBERED);
    this.bodies = bodies(plan);
  }

  /// The next request; there always is one.
  @Override
  public Optional<Planned> next() {
    long atNanos = arrivals.next();
    String place = arrivals.place();
    int tenant = drawn.tenants.draw(tenantDice);
    Asked asked = drawn.askedByTenant.get(tenant);
    boolean isRepeat = repeats.chance(plan.repeats().share()) && asked.known() > 0;
    boolean isStreamed = streams.chance(plan.streamShare());
    Prompt prompt = isRepeat ? again(asked, atNanos) : asked.add(fresh(asked), atNanos);
    byte[] body = bodies.of(prompt, isStreamed);
    return Optional.of(new Planned(atNanos, place, tenant, body, isRepeat));
  }

  @Override
  public List<Tenant> tenants() {
    return List.copyOf(plan.sharesByTenant().keySet());
  }

  /// Goes on with another plan from `nowNanos`. What was asked can still be repeated, unless the
  /// models or the length of prompts change: then no earlier body could come again.
  ///
  /// @param newPlan with the same tenants, whatever their shares
  public void change(WorkloadPlan newPlan, long nowNanos) {
    Require.that(
        List.copyOf(newPlan.sharesByTenant().keySet()).equals(tenants()),
        "workload",
        "the same tenants in a changed plan",
        newPlan.sharesByTenant().keySet());
    if (!newPlan.sharesByModel().keySet().equals(plan.sharesByModel().keySet())
        || !newPlan.prompts().equals(plan.prompts())) {
      askedByProject.clear();
      bodies = bodies(newPlan);
    }
    plan = newPlan;
    drawn = new Drawn(newPlan);
    zipf = new Zipf(newPlan.repeats().exponent(), REMEMBERED);
    arrivals.change(newPlan, nowNanos);
  }

  private Bodies bodies(WorkloadPlan of) {
    return new Bodies(new Questions(questionDice.fork(""), of.prompts()));
  }

  private Prompt again(Asked asked, long nowNanos) {
    Repeats how = plan.repeats();
    if (how.recentShare() > 0 && repeats.chance(how.recentShare())) {
      Optional<Prompt> recent = asked.since(nowNanos - how.recentWindow().toNanos(), repeats);
      if (recent.isPresent()) {
        return recent.get();
      }
    }
    return asked.at(zipf.draw(repeats, asked.known()));
  }

  /// A prompt that this project never asked, at least in these words: one of its own put otherwise,
  /// another project's newest, or nobody's.
  private Prompt fresh(Asked own) {
    if (plan.repeats().borrowedShare() > 0 && borrowing.chance(plan.repeats().borrowedShare())) {
      Asked other = drawn.projects.get(borrowing.nextInt(drawn.projects.size()));
      Optional<Prompt> lent = own.borrow(other);
      if (lent.isPresent()) {
        return lent.get();
      }
    }
    if (plan.repeats().rewordedShare() > 0
        && own.known() > 0
        && rewording.chance(plan.repeats().rewordedShare())) {
      Prompt earlier = own.at(rewording.nextInt(own.known()));
      return earlier.reworded(1 + rewording.nextInt(Wording.others()));
    }
    return new Prompt(numbers++, drawn.heads.draw(models), own);
  }

  /// What the plan's shares draw.
  private final class Drawn {
    final Weights<Integer> tenants;
    final Weights<Bodies.Head> heads;
    final List<Asked> askedByTenant = new ArrayList<>();
    final List<Asked> projects;

    Drawn(WorkloadPlan plan) {
      Map<Integer, Double> byIndex = new LinkedHashMap<>();
      plan.sharesByTenant()
          .forEach((tenant, share) -> {
            byIndex.put(byIndex.size(), share);
            askedByTenant.add(askedByProject.computeIfAbsent(tenant.project(), _ -> new Asked()));
          });
      projects = List.copyOf(askedByProject.values());
      tenants = new Weights<>(byIndex);
      Map<Bodies.Head, Double> byHead = new LinkedHashMap<>();
      plan.sharesByModel().forEach((model, share) -> byHead.put(new Bodies.Head(model), share));
      heads = new Weights<>(byHead);
    }
  }
}
