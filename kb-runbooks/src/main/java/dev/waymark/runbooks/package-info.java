/** Placeholder. */
package dev.waymark.runbooks;
