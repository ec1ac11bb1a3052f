/**
 * The server: start at {@code start.Main} for how it comes up, at {@code run.RunService} for what
 * it is for. ARCHITECTURE.md lists the packages.
 */
package dev.waymark.server;
