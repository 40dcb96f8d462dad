-- By which blueprint each version of an offering is performed.
CREATE TABLE offering_blueprints (
    version   BIGINT NOT NULL PRIMARY KEY REFERENCES offering_versions (id),
    blueprint BIGINT NOT NULL REFERENCES blueprints (id)
);
CREATE INDEX offering_blueprints_blueprint ON offering_blueprints (blueprint);

INSERT INTO offering_blueprints (version, blueprint)
SELECT offering, MIN(id) FROM blueprints WHERE offering IN (SELECT id FROM offering_versions) GROUP BY offering;
DROP INDEX blueprints_offering;
ALTER TABLE blueprints DROP COLUMN offering;

-- One yes can begin several plans: one for each blueprint.
DROP INDEX plans_estimate;
CREATE UNIQUE INDEX plans_estimate ON plans (estimate, blueprint) WHERE estimate IS NOT NULL;
