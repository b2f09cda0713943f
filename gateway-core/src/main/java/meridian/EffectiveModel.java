package meridian;

/// Who will really answer when a client names a model: part of every fingerprint.
///
/// @param provider the provider's name, `openai`
/// @param model the model's name at that provider, `gpt-4o-mini`
public record EffectiveModel(String provider, String model) {}
