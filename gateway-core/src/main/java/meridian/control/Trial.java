package meridian.control;

import meridian.PopId;

/// One request that an operator sends by hand.
///
/// @param client code of the place to send it from
/// @param pop the PoP to send it to: the nearest, unless chosen otherwise
/// @param body the JSON body of `POST /v1/chat/completions`
/// @param cacheControl value of a `Cache-Control` header, or empty for none
public record Trial(String client, PopId pop, String body, String cacheControl) {}
