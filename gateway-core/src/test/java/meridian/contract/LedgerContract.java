package meridian.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import meridian.Bill;
import meridian.Booking;
import meridian.Charge;
import meridian.Money;
import meridian.ProjectId;
import meridian.RequestId;
import meridian.TokenUsage;
import meridian.ledger.Account;
import meridian.ledger.Ledger;
import meridian.ledger.LedgerSettings;
import meridian.ledger.Reserved;
import meridian.ledger.Settled;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every ledger does.
public abstract class LedgerContract {
  protected static final ProjectId DEMO = new ProjectId("demo");
  private static final ProjectId OTHER = new ProjectId("other");
  private static final RequestId REQUEST = new RequestId("req_1");
  private static final RequestId RETRY = new RequestId("req_2");
  private static final LedgerSettings SETTINGS =
      new LedgerSettings(3, Duration.ofSeconds(60), 5, 100, 100);
  private static final long T = Duration.ofDays(20_000).toNanos();
  private static final long MINUTE = Duration.ofSeconds(60).toNanos();

  private Ledger ledger;

  /// An empty ledger of region `test`.
  protected abstract Ledger open(LedgerSettings settings);

  @BeforeEach
  void openOne() {
    ledger = open(SETTINGS);
  }

  @Test
  void reserve_then_settle_takes_the_cost_and_frees_the_rest() {
    ledger.fund(DEMO, Optional.of(usd(100)), T);
    assertThat(reserve("a", 60)).isEqualTo(new Reserved.Granted(usd(60), false));
    assertThat(account().available()).isEqualTo(usd(40));
    assertThat(account().reserved()).isEqualTo(usd(60));
    assertThat(settle("a", 25)).isEqualTo(new Settled(usd(25), usd(0), false));
    assertThat(account().available()).isEqualTo(usd(75));
    assertThat(account().spent()).isEqualTo(usd(25));
    assertThat(account().openReserves()).isZero();
  }

  @Test
  void release_gives_everything_back_and_twice_does_nothing_more() {
    ledger.fund(DEMO, Optional.of(usd(100)), T);
    reserve("a", 60);
    assertThat(ledger.release(bill("a"), REQUEST, T)).isTrue();
    assertThat(ledger.release(bill("a"), REQUEST, T)).isFalse();
    assertThat(ledger.release(bill("never"), REQUEST, T)).isFalse();
    assertThat(account().available()).isEqualTo(usd(100));
  }

  @Test
  void a_balance_suffices_to_the_last_micro_dollar_and_not_one_further() {
    ledger.fund(DEMO, Optional.of(usd(100)), T);
    reserve("a", 40);
    assertThat(reserve("b", 61)).isEqualTo(new Reserved.Insufficient(usd(60)));
    assertThat(reserve("b", 60)).isEqualTo(new Reserved.Granted(usd(60), false));
    assertThat(reserve("c", 0)).isEqualTo(new Reserved.Granted(usd(0), false));
    assertThat(account().available()).isEqualTo(usd(0));
  }

  @Test
  void a_project_without_a_balance_is_booked_without_limit() {
    reserve("a", 1_000_000);
    settle("a", 900_000);
    assertThat(account().isLimited()).isFalse();
    assertThat(account().spent()).isEqualTo(usd(900_000));
  }

  @Test
  void a_cost_above_its_reserve_is_taken_from_the_balance_and_the_rest_is_uncovered() {
    ledger.fund(DEMO, Optional.of(usd(100)), T);
    reserve("a", 10);
    reserve("b", 60);
    assertThat(settle("a", 50)).isEqualTo(new Settled(usd(40), usd(10), false));
    assertThat(account().available()).isEqualTo(usd(0));
    assertThat(account().uncovered()).isEqualTo(usd(10));
    assertThat(account().reserved()).as("the other's reserve is its own").isEqualTo(usd(60));
  }

  @Test
  void settling_twice_books_once() {
    ledger.fund(DEMO, Optional.of(usd(100)), T);
    reserve("a", 60);
    settle("a", 25);
    int lines = ledger.history(0, 100).size();
    assertThat(settle("a", 25)).isEqualTo(new Settled(usd(0), usd(0), true));
    assertThat(ledger.release(bill("a"), REQUEST, T)).isFalse();
    assertThat(account().spent()).isEqualTo(usd(25));
    assertThat(ledger.history(0, 100)).hasSize(lines);
  }

  @Test
  void a_retry_reserves_nothing_more_and_pays_only_what_it_costs_more() {
    ledger.fund(DEMO, Optional.of(usd(100)), T);
    reserve("a", 60);
    assertThat(ledger.reserve(bill("a"), RETRY, usd(60), T))
        .isEqualTo(new Reserved.Granted(usd(60), true));
    assertThat(account().reserved()).isEqualTo(usd(60));
    settle("a", 25);
    assertThat(ledger.settle(bill("a"), RETRY, priced(30), T))
        .isEqualTo(new Settled(usd(5), usd(0), true));
    assertThat(account().spent()).isEqualTo(usd(30));
    assertThat(account().reserved()).isEqualTo(usd(0));
  }

  @Test
  void one_attempts_release_leaves_the_other_its_reserve() {
    ledger.fund(DEMO, Optional.of(usd(100)), T);
    reserve("a", 60);
    ledger.reserve(bill("a"), RETRY, usd(60), T);
    assertThat(ledger.release(bill("a"), REQUEST, T)).isFalse();
    assertThat(account().reserved()).isEqualTo(usd(60));
    assertThat(ledger.release(bill("a"), RETRY, T)).isTrue();
    assertThat(account().reserved()).isEqualTo(usd(0));
  }

  @Test
  void a_bill_can_be_tried_again_after_a_release_three_times_in_all() {
    for (int attempt = 0; attempt < Ledger.MAX_ATTEMPTS; attempt++) {
      assertThat(reserve("a", 10)).isInstanceOf(Reserved.Granted.class);
      ledger.release(bill("a"), REQUEST, T);
    }
    assertThat(reserve("a", 10)).isEqualTo(new Reserved.TooManyAttempts());
  }

  @Test
  void a_bills_name_stands_for_one_subject_only() {
    reserve("a", 10);
    Bill other = new Bill("a", DEMO, "another question");
    assertThat(ledger.reserve(other, RETRY, usd(10), T)).isEqualTo(new Reserved.OtherSubject());
    Bill otherProject = new Bill("a", OTHER, "another question");
    assertThat(ledger.reserve(otherProject, RETRY, usd(10), T))
        .as("names are the project's own")
        .isInstanceOf(Reserved.Granted.class);
  }

  @Test
  void a_reserve_that_nobody_settles_comes_back_when_its_time_is_over() {
    ledger.fund(DEMO, Optional.of(usd(100)), T);
    reserve("a", 60);
    assertThat(ledger.account(DEMO, T + MINUTE - 1).reserved()).isEqualTo(usd(60));
    assertThat(ledger.account(DEMO, T + MINUTE).available()).isEqualTo(usd(100));
    assertThat(kinds()).endsWith(Booking.Kind.EXPIRE);
  }

  @Test
  void a_settle_after_expiry_is_booked_from_what_is_available() {
    ledger.fund(DEMO, Optional.of(usd(100)), T);
    reserve("a", 60);
    ledger.reserve(bill("b"), RETRY, usd(90), T + MINUTE);
    assertThat(ledger.settle(bill("a"), REQUEST, priced(25), T + MINUTE))
        .isEqualTo(new Settled(usd(10), usd(15), false));
    assertThat(ledger.settle(bill("a"), REQUEST, priced(25), T + MINUTE).isRepeat()).isTrue();
  }

  @Test
  void at_the_bound_of_open_reserves_a_call_is_refused_and_room_comes_back() {
    reserve("a", 1);
    reserve("b", 1);
    reserve("c", 1);
    assertThat(reserve("d", 1)).isEqualTo(new Reserved.Full(3));
    assertThat(reserve("a", 1)).as("a retry needs no room").isInstanceOf(Reserved.Granted.class);
    settle("b", 1);
    assertThat(reserve("d", 1)).isInstanceOf(Reserved.Granted.class);
  }

  @Test
  void at_the_bound_of_projects_a_further_one_is_refused() {
    for (int i = 0; i < 5; i++) {
      ledger.fund(new ProjectId("p" + i), Optional.of(usd(1)), T);
    }
    assertThat(reserve("a", 1)).isEqualTo(new Reserved.Full(5));
  }

  @Test
  void an_unknown_price_is_counted_with_its_tokens_and_is_no_zero() {
    reserve("a", 0);
    Charge unpriced = Charge.of(new TokenUsage(7, 0, 3), Optional.empty());
    assertThat(ledger.settle(bill("a"), REQUEST, unpriced, T).charged()).isEqualTo(usd(0));
    assertThat(account().unpriced()).isEqualTo(1);
    assertThat(account().unpricedTokens()).isEqualTo(10);
    assertThat(ledger.history(0, 10).getLast().charge().cost()).isEmpty();
  }

  @Test
  void a_changed_balance_keeps_what_was_spent() {
    ledger.fund(DEMO, Optional.of(usd(100)), T);
    reserve("a", 60);
    settle("a", 50);
    ledger.fund(DEMO, Optional.of(usd(30)), T);
    assertThat(account().available()).isEqualTo(usd(-20));
    assertThat(reserve("b", 0)).isEqualTo(new Reserved.Insufficient(usd(-20)));
    ledger.fund(DEMO, Optional.of(usd(60)), T);
    assertThat(account().available()).isEqualTo(usd(10));
    ledger.fund(DEMO, Optional.empty(), T);
    assertThat(reserve("c", 1_000)).isInstanceOf(Reserved.Granted.class);
  }

  @Test
  void funding_the_same_balance_again_books_nothing() {
    ledger.fund(DEMO, Optional.of(usd(100)), T);
    ledger.fund(DEMO, Optional.of(usd(100)), T);
    ledger.fund(OTHER, Optional.empty(), T);
    assertThat(ledger.history(0, 100)).hasSize(1);
  }

  @Test
  void a_move_is_booked_once_and_takes_no_more_than_there_is() {
    ledger.fund(DEMO, Optional.of(usd(100)), T);
    reserve("a", 30);
    assertThat(ledger.moveOut("m1", DEMO, usd(50), T)).isEqualTo(usd(50));
    assertThat(ledger.moveOut("m1", DEMO, usd(50), T)).isEqualTo(usd(50));
    assertThat(ledger.moveOut("m2", DEMO, usd(50), T)).isEqualTo(usd(20));
    assertThat(ledger.moveOut("m3", DEMO, usd(50), T)).isEqualTo(usd(0));
    assertThat(ledger.moveIn("m4", DEMO, usd(5), T)).isTrue();
    assertThat(ledger.moveIn("m4", DEMO, usd(5), T)).isFalse();
    assertThat(account().deposits()).isEqualTo(usd(35));
    assertThat(account().available()).isEqualTo(usd(5));
  }

  @Test
  void the_history_is_numbered_without_gaps_and_bounded() {
    for (int i = 0; i < 120; i++) {
      reserve("b" + i, 1);
      settle("b" + i, 1);
    }
    List<Booking> newest = ledger.history(0, 1_000);
    assertThat(newest).hasSize(100);
    assertThat(newest.getFirst().number()).isEqualTo(141);
    assertThat(newest.getLast().number()).isEqualTo(240);
    assertThat(ledger.history(200, 3).stream().map(Booking::number))
        .containsExactly(201L, 202L, 203L);
    assertThat(ledger.history(240, 3)).isEmpty();
  }

  private List<Booking.Kind> kinds() {
    return ledger.history(0, 100).stream().map(Booking::kind).toList();
  }

  private Reserved reserve(String bill, long amount) {
    return ledger.reserve(bill(bill), REQUEST, usd(amount), T);
  }

  private Settled settle(String bill, long cost) {
    return ledger.settle(bill(bill), REQUEST, priced(cost), T);
  }

  private Account account() {
    return ledger.account(DEMO, T);
  }

  private static Bill bill(String id) {
    return new Bill(id, DEMO, "a question");
  }

  private static Charge priced(long cost) {
    return Charge.of(new TokenUsage(1, 0, 1), Optional.of(usd(cost)));
  }

  /// Micro-dollars, so that nothing is hidden by a unit.
  private static Money usd(long micro) {
    return new Money(micro);
  }
}
