package io.counterfoil.core.explain;

/// What is said of a code, whatever the request.
///
/// @param title a few words
/// @param detail one sentence for the caller; `{name}` stands for a fact of [Answer.Refuse]
/// @param happened what happened, in two or three sentences
/// @param repair what to do, in two or three sentences
record Page(String title, String detail, String happened, String repair) {}
