select f.incident, f.node, f.reason
from fact_visit f where f.overridden and f.reason is not null and {filters}
