package meridian.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SecretVariableTest {
  @Test
  void a_secret_is_what_the_variable_holds() {
    assertThat(SecretVariable.read("storage.passwordEnv", "DB", _ -> Optional.of(" s3 cret ")))
        .isEqualTo(" s3 cret ");
  }

  @Test
  void an_unset_variable_is_refused_with_its_name_and_the_field_that_wants_it() {
    for (Optional<String> none : List.of(Optional.<String>empty(), Optional.of(""))) {
      assertThatThrownBy(() -> SecretVariable.read("storage.passwordEnv", "DB", _ -> none))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("storage.passwordEnv")
          .hasMessageContaining("DB")
          .hasMessageContaining("set it");
    }
  }
}
