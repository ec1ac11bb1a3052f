/** The JSON API of runs: their steps, answers and inputs. */
@NullMarked
package dev.waymark.server.run.api;

import org.jspecify.annotations.NullMarked;
