package meridian.console.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import meridian.KeyId;
import meridian.console.sample.SampleSnapshots;
import meridian.console.sample.SampleTenants;
import meridian.control.Tenants;
import org.junit.jupiter.api.Test;

final class KeysModelTest {
  private final KeysModel model = new KeysModel();

  private void show() {
    model.show(SampleSnapshots.busy(), SampleTenants.TENANTS);
  }

  @Test
  void keys_are_shown_newest_first_with_their_uses() {
    show();
    assertThat(model.keys()).hasSize(6);
    assertThat(model.keys().getFirst().key().id()).isEqualTo(SampleTenants.REVOKED);
    assertThat(line("chatprod0001").requests()).isEqualTo(48_211);
    assertThat(line("chatstage002").lastUsed(ZoneOffset.UTC)).isEqualTo("not since the start");
    assertThat(line("chatprod0001").lastUsed(ZoneOffset.UTC)).endsWith(":00");
  }

  @Test
  void a_line_says_state_and_expiry() {
    show();
    assertThat(line("eurotate0004").state()).isEqualTo("valid, 2 secrets");
    assertThat(line("eurotate0004").whole(ZoneOffset.UTC))
        .contains(
            "mk_eurotate0004_… of pricing-eu", "old secret is accepted until 20", "never expires");
    assertThat(line("euold0000005").state()).isEqualTo("expired");
    assertThat(line("euold0000005").whole(ZoneOffset.UTC)).contains("60 requests/min");
    assertThat(line("demokey00003").expires(ZoneOffset.UTC)).isEqualTo("never");
    assertThat(line("leaked000007").isUsable()).isFalse();
  }

  @Test
  void every_word_of_the_filter_must_be_in_a_row() {
    show();
    model.filterProperty().set("chatbot REVOKED");
    assertThat(model.keys()).extracting(l -> l.key().id()).containsExactly(SampleTenants.REVOKED);
    model.filterProperty().set("nothing like it");
    assertThat(model.keys()).isEmpty();
    model.filterProperty().set("");
    assertThat(model.keys()).hasSize(6);
  }

  @Test
  void the_newest_revocation_is_shown_unless_a_key_with_one_of_its_own_is_selected() {
    show();
    KeysModel.Spread spread = model.spreadProperty().get().orElseThrow();
    assertThat(spread.revocation().key()).isEqualTo(SampleTenants.REVOKED);
    assertThat(spread.waiting()).isEqualTo(2);
    assertThat(spread.served()).isEqualTo(53);
    assertThat(spread.slowestNanos()).contains(28_400_000_000L);
    model.select(Optional.of(new KeyId("demokey00003")));
    assertThat(model.spreadProperty().get()).isPresent();
  }

  @Test
  void a_secret_ends_what_was_begun_and_is_gone_when_it_is_put_away() {
    model.begin(new Pending.Create());
    model.issued("Create key", "mk_whole");
    assertThat(model.pendingProperty().get()).isEqualTo(new Pending.Nothing());
    assertThat(model.secretProperty().get().orElseThrow().text()).isEqualTo("mk_whole");
    assertThat(model.secretProperty().get().toString()).doesNotContain("mk_whole");
    model.putAway();
    assertThat(model.secretProperty().get()).isEmpty();
  }

  @Test
  void only_keys_that_are_let_in_count_for_a_project() {
    show();
    assertThat(model.projects().stream().map(model::usableKeys)).containsExactly(2L, 1L, 1L);
  }

  @Test
  void a_gateway_that_knows_nobody_shows_nobody() {
    model.show(SampleSnapshots.quiet(), Tenants.NONE);
    assertThat(model.keys()).isEqualTo(List.of());
    assertThat(model.spreadProperty().get()).isEmpty();
  }

  private KeyLine line(String id) {
    return model.keys().stream()
        .filter(each -> each.key().id().text().equals(id))
        .findFirst()
        .orElseThrow();
  }
}
