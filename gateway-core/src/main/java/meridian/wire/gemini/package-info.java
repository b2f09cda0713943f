/// Google's Gemini API, `v1beta`, on one side; chat completions, the gateway's own form, on the
/// other.
///
/// Requests, answers and streams are translated towards Gemini as a provider. What has no
/// counterpart is refused by name, never dropped, unless it cannot select the answer. The signature
/// that newer models demand back with a function call travels as the call's
/// `extra_content.google.thought_signature`, as in Google's own OpenAI endpoint.
@NullMarked
package meridian.wire.gemini;

import org.jspecify.annotations.NullMarked;
