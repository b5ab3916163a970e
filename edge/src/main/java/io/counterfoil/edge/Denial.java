package io.counterfoil.edge;

import io.counterfoil.core.decision.Answer;
import io.counterfoil.core.log.RefusalId;

/// What a proxy is told of a request that may not pass.
record Denial(Answer.Refuse refuse, RefusalId id, RateTerms rate) {}
