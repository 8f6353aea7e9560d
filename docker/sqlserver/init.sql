-- Creates the database storehouse, its two roles, and a login for each: storehouse_run, which loads, and
-- storehouse_report, which reads. For sqlcmd, as an administrator; init.sh calls it. Running it again is harmless: it
-- changes what differs, such as a password that was changed in docker/.env, and drops nothing.
--
-- Variables: RUN_PASSWORD_HEX and REPORT_PASSWORD_HEX, the ASCII bytes of the passwords as hexadecimal digits.

SET NOCOUNT ON;
SET XACT_ABORT ON;
GO

-- The collation is the one that SQL Server and Azure SQL give a database when nobody chooses: what works here works on
-- most databases, names of tables may be written in any case, and tempdb has it too, so that text in temporary tables
-- compares with ours without a conflict. Results do not hang on it: the model gives keys a BIN2 collation of their own.
IF DB_ID(N'storehouse') IS NULL
  CREATE DATABASE storehouse COLLATE SQL_Latin1_General_CP1_CI_AS;
GO

-- Readers then see the last committed rows instead of waiting for a load, and a load does not wait for them. The change
-- needs the database for itself, so others are sent away, but only when there is something to change.
IF EXISTS (SELECT 1 FROM sys.databases WHERE name = N'storehouse' AND is_read_committed_snapshot_on = 0)
  ALTER DATABASE storehouse SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO

-- CREATE LOGIN takes no variable for a password, so the statement is put together, with the password quoted. One that is
-- the same already is left alone: setting it again could offend a password policy that remembers.
CREATE PROCEDURE #set_login @name sysname, @password_hex varchar(256) AS
BEGIN
  DECLARE @password nvarchar(128) = CONVERT(varchar(128), CONVERT(varbinary(128), @password_hex, 2));
  DECLARE @verb nvarchar(6) = CASE WHEN SUSER_ID(@name) IS NULL THEN N'CREATE' ELSE N'ALTER' END;
  IF EXISTS (SELECT 1 FROM sys.sql_logins WHERE name = @name AND PWDCOMPARE(@password, password_hash) = 1) RETURN;
  DECLARE @statement nvarchar(1000) = CONCAT(
    @verb, N' LOGIN ', QUOTENAME(@name), N' WITH PASSWORD = N', QUOTENAME(@password, N''''),
    N', DEFAULT_DATABASE = storehouse'
  );
  EXEC sys.sp_executesql @statement;
END;
GO

EXEC #set_login @name = N'storehouse_run', @password_hex = '$(RUN_PASSWORD_HEX)';
EXEC #set_login @name = N'storehouse_report', @password_hex = '$(REPORT_PASSWORD_HEX)';
GO

USE storehouse;
GO

IF DATABASE_PRINCIPAL_ID(N'storehouse_run') IS NULL
  CREATE USER storehouse_run FOR LOGIN storehouse_run;
IF DATABASE_PRINCIPAL_ID(N'storehouse_report') IS NULL
  CREATE USER storehouse_report FOR LOGIN storehouse_report;
GO

-- "storehouse run" creates the roles where they are missing and gives them their rights on the schemas. storehouse_run
-- owns them: who neither owns a role, is in it nor may alter any role does not see that it exists, and would try to
-- create it again.
IF DATABASE_PRINCIPAL_ID(N'storehouse_loader') IS NULL
  CREATE ROLE storehouse_loader;
IF DATABASE_PRINCIPAL_ID(N'storehouse_reader') IS NULL
  CREATE ROLE storehouse_reader;
ALTER AUTHORIZATION ON ROLE::storehouse_loader TO storehouse_run;
ALTER AUTHORIZATION ON ROLE::storehouse_reader TO storehouse_run;
ALTER ROLE storehouse_loader ADD MEMBER storehouse_run;
ALTER ROLE storehouse_reader ADD MEMBER storehouse_report;
GO

-- What "storehouse run" needs to bring the database to the model, and nothing beyond it. It becomes the owner of the
-- schemas it creates (ops, stg, hist, dim, fact, mart, checks), and so may create, alter and drop what is in them, describe it
-- with extended properties, load it, and grant the roles their rights on it. The role db_ddladmin is not needed: it would
-- add every other schema of the database, dbo too. The procedure is one that sets descriptions; it is dropped again in
-- the same transaction.
GRANT CREATE SCHEMA, CREATE TABLE, CREATE VIEW, CREATE PROCEDURE, CREATE ROLE TO storehouse_run;

-- For the options security.maskPersonalData and security.rowAccess: to mask a column, to make the functions that say
-- which rows somebody sees and the policy that applies them, and to see unmasked values and let storehouse_loader see
-- them. Who switches an option off again needs the same: a run then takes the masks, the policy and UNMASK away.
GRANT CREATE FUNCTION, ALTER ANY MASK, ALTER ANY SECURITY POLICY TO storehouse_run;
GRANT UNMASK TO storehouse_run WITH GRANT OPTION;
GO

PRINT N'The database storehouse is ready, with the logins storehouse_run and storehouse_report.';
GO
