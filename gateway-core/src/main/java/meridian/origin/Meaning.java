package meridian.origin;

import meridian.semantic.SemanticQuestion;
import meridian.semantic.UnitVector;

/// What a request's text was found to mean, kept until its answer can be stored.
///
/// @param question in two parts
/// @param vector of its text
record Meaning(SemanticQuestion question, UnitVector vector) {}
