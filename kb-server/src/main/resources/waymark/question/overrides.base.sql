select f.incident, f.node, f.proposed, f.edge, f.reason
from fact_visit f where f.overridden and {filters}
