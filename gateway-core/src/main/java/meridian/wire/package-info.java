/// JSON, server-sent events, error shapes and headers on one side, the nouns on the other.
///
/// Bytes from clients and providers enter and leave here; a JSON library is used nowhere else but
/// in the live world. It decides nothing: it only refuses what cannot be read one way.
package meridian.wire;
