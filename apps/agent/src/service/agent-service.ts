/** What starts the agent with the machine. */
export interface AgentService {
  /** Installs the program of this process and starts it on a folder that holds an enrolment. */
  install(stateDir: string): Promise<void>;
  /** Ends the agent and takes its program away; the folder stays. */
  remove(stateDir: string): Promise<void>;
}
