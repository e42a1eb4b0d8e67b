-- Made by the first bots (SQLite, `iterdump`), which kept no version. Never edited but for flags in quotes, which both
-- databases read.
CREATE TABLE facts (
	name VARCHAR(80) NOT NULL, 
	value VARCHAR(80) NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "facts" VALUES('commands','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa');
CREATE TABLE feedback (
	entry VARCHAR(200) NOT NULL, 
	version VARCHAR(16) NOT NULL, 
	verdict VARCHAR(12) NOT NULL, 
	count INTEGER NOT NULL, 
	PRIMARY KEY (entry, version, verdict)
);
INSERT INTO "feedback" VALUES('faq:x','0123456789abcdef','unsafe',3);
INSERT INTO "feedback" VALUES('faq:x','v2','helpful',1);
CREATE TABLE people (
	user BIGINT NOT NULL, 
	surface VARCHAR(8), 
	language VARCHAR(8), 
	region VARCHAR(2), 
	PRIMARY KEY (user)
);
INSERT INTO "people" VALUES(701,'embed','de','AT');
INSERT INTO "people" VALUES(702,NULL,NULL,NULL);
CREATE TABLE servers (
	guild BIGINT NOT NULL, 
	channels JSON NOT NULL, 
	unprompted JSON NOT NULL, 
	private BOOLEAN NOT NULL, 
	follow_deletion BOOLEAN NOT NULL, 
	cooldown INTEGER NOT NULL, 
	region VARCHAR(2), 
	language VARCHAR(8), 
	surface VARCHAR(8), 
	moderator_role BIGINT, 
	moderator_channel BIGINT, 
	PRIMARY KEY (guild)
);
INSERT INTO "servers" VALUES(501,'[11, 12]','[13]','1','0',30,'GB','pt-BR','plain',9,10);
INSERT INTO "servers" VALUES(502,'[]','[]','0','1',0,NULL,NULL,NULL,NULL,NULL);
