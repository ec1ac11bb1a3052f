package dev.waymark.runbooks.tree;

import dev.waymark.runbooks.condition.Condition;

/** A value that an answer gives to later steps. */
public record RememberedValue(String name, Condition from) {}
