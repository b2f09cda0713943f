/// The real embedding model: MiniLM-L6-v2, quantised, run in this process by ONNX Runtime.
///
/// Texts enter, unit vectors leave, for [meridian.semantic.Embedder]. The model is loaded in the
/// background; until it is there every text is skipped, and says so.
package meridian.live.onnx;
