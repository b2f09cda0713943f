/// Anthropic's Messages API, version 2023-06-01, on one side; chat completions, the gateway's own
/// form, on the other.
///
/// Requests, answers, streams and errors are translated both ways: towards Anthropic as a provider,
/// and towards clients of `POST /v1/messages`. What has no counterpart is refused by name, never
/// dropped, unless it cannot select the answer. Thinking travels as `thinking_blocks` of an
/// assistant's message, prompt-cache breakpoints as `cache_control` of the part they stand on.
@NullMarked
package meridian.wire.anthropic;

import org.jspecify.annotations.NullMarked;
