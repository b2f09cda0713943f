package meridian.semantic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuardTest {
  private static Optional<Guard.Reason> between(String one, String other) {
    Optional<Guard.Reason> there = Guard.refusal(Traits.of(one), Traits.of(other));
    assertThat(Guard.refusal(Traits.of(other), Traits.of(one))).as("both ways").isEqualTo(there);
    return there;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NEGATION  | I did get my card.                  | I did not get my card.
          NEGATION  | Why can I pay abroad?               | Why can't I pay abroad?
          NEGATION  | Why can I pay abroad?               | Why can’t I pay abroad?
          NEGATION  | I could get cash from the machine   | I couldnt get cash from the machine
          NEGATION  | tea with sugar                      | tea without sugar
          NUMBERS   | What is 12 times 7?                 | What is 12 times 8?
          NUMBERS   | Convert 5 to 3                      | Convert 3 to 5
          NUMBERS   | Is 1.5 enough?                      | Is 15 enough?
          NUMBERS   | Wait two days                       | Wait three days
          NUMBERS   | It costs 20                         | It costs
          NAMES     | What is the weather in Paris?       | What is the weather in Berlin?
          NAMES     | A flight from Paris to Berlin       | A flight from Berlin to Paris
          NAMES     | Change USD to EUR                   | Change EUR to USD
          NAMES     | The range of an A320 in winter      | The range of an A321 in winter
          NAMES     | Does it take Apple Pay?             | Does it take Google Pay?
          OPPOSITES | Turn on the kitchen light           | Turn off the kitchen light
          OPPOSITES | How do I enable it?                 | How do I disable it?
          OPPOSITES | activating my card                  | how to deactivate my card
          OPPOSITES | Please unlock the door              | Please lock the door
          OPPOSITES | I want to subscribe                 | I want to unsubscribe
          OPPOSITES | My transfer is pending              | My transfer was declined
          OPPOSITES | get a physical card                 | get a virtual card
          """)
  void it_refuses_what_only_looks_alike(Guard.Reason reason, String one, String other) {
    assertThat(between(one, other)).contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          How do I reset my password?         | How can I reset my password?
          Where is my card?                   | where is my card
          I'm waiting for my card             | I am waiting for my card
          It costs $1,000.00                  | It costs 1000 dollars
          Wait 2 days                         | Wait two days.
          What is the weather in Paris today? | What's today's weather in Paris?
          Is Paris nice?                      | Paris: is it nice?
          I can't log in                      | I am not able to log in
          Why was it declined?                | It was declined and I don't know why
          How do I pay?                       | I do not quite understand how I pay
          HOW DO I RESET MY PASSWORD          | How do I reset my password
          How Do I Reset My Password          | how do i reset my password
          Turn the light on now               | Turn on the light
          """)
  void it_lets_other_words_for_the_same_pass(String one, String other) {
    assertThat(between(one, other)).isEmpty();
  }

  @Test
  void a_text_is_itself_whatever_it_is() {
    for (String text : new String[] {"", "?", "日本語の質問", "a\ud83d\ude00b", "'s", "1,2,3.", "…"}) {
      assertThat(between(text, text)).as(text).isEmpty();
    }
  }

  @Test
  void traits_keep_no_text() {
    assertThat(Traits.of("Canary-7f3a lives in Kuala Lumpur").toString())
        .doesNotContain("Canary")
        .doesNotContain("Kuala");
  }
}
