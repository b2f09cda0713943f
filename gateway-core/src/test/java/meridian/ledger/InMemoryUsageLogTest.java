package meridian.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import meridian.RequestId;
import meridian.contract.UsageLogContract;
import org.junit.jupiter.api.Test;

/// The usage log in memory keeps the contract.
final class InMemoryUsageLogTest extends UsageLogContract {
  @Override
  protected UsageLog open() {
    return new InMemoryUsageLog(100);
  }

  @Test
  void at_its_bound_the_oldest_record_makes_room() {
    InMemoryUsageLog log = new InMemoryUsageLog(2);
    log.record(List.of(hit("a"), hit("b"), hit("c")));
    assertThat(log.find(new RequestId("a"))).isEmpty();
    assertThat(log.newest(5)).hasSize(2);
    assertThat(log.recorded()).isEqualTo(3);
  }
}
