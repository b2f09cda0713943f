package meridian.live;

import java.security.SecureRandom;
import meridian.KeyId;
import meridian.KeyText;

/// Draws what nobody may guess. The only source of secrets; the dice of [meridian.time.Dice] repeat
/// and are for models.
public final class Secrets {
  private static final String PUBLIC_ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private final SecureRandom random = new SecureRandom();

  /// A new API key: 62 random bits of name and 160 of secret.
  public NewKey newKey() {
    StringBuilder text = new StringBuilder(KeyText.LENGTH).append(KeyText.PREFIX);
    append(text, PUBLIC_ALPHABET, 12);
    append(text.append('_'), BASE32, 32);
    String key = text.toString();
    return new NewKey(key, KeyText.parse(key).orElseThrow());
  }

  /// Another secret for the key called `id`.
  public NewKey newSecret(KeyId id) {
    StringBuilder text = new StringBuilder(KeyText.LENGTH).append(KeyText.PREFIX).append(id.text());
    append(text.append('_'), BASE32, 32);
    String key = text.toString();
    return new NewKey(key, KeyText.parse(key).orElseThrow());
  }

  /// A seed that nobody can guess, for names that must not be guessed either.
  public long seed() {
    return random.nextLong();
  }

  private void append(StringBuilder text, String alphabet, int count) {
    for (int i = 0; i < count; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
  }

  /// A key just made. Show `text` once to its owner and keep only `kept`.
  ///
  /// @param text the whole key, a secret
  /// @param kept its public half and its digest
  public record NewKey(String text, KeyText kept) {
    /// The public half only, so that no log shows the secret.
    @Override
    public String toString() {
      return "key " + kept.id();
    }
  }
}
