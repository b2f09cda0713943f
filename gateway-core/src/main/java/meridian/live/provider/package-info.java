/// Real providers over HTTP: Anthropic, Gemini, and any base URL that speaks OpenAI's chat
/// completions.
///
/// It owns [meridian.live.provider.HttpProvider] and the operator's provider keys. Where it calls
/// and with which headers comes from the operator's configuration alone; of a client's request only
/// the body goes out. No body and no key is ever logged.
package meridian.live.provider;
