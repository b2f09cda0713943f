/// Answers to similar questions: the port to an embedding model, the vector index, and the guard
/// that refuses what only looks alike.
///
/// Questions and answers enter, candidates and verdicts leave. The origin alone uses it. Of a
/// question it keeps a unit vector, a digest of everything else, and hashes of words: no text.
package meridian.semantic;
