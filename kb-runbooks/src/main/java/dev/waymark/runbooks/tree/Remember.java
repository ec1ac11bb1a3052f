package dev.waymark.runbooks.tree;

import dev.waymark.runbooks.condition.Condition;

/** A value that an answer gives to later steps. */
public record Remember(String name, Condition from) {}
